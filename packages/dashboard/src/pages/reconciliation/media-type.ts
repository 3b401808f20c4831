/** What a statement file is, by its name: a table, or else camt.053. */
export const mediaTypeOf = (fileName: string): 'text/csv' | 'application/xml' =>
  /\.(csv|txt|tsv)$/i.test(fileName) ? 'text/csv' : 'application/xml';

import ts from 'typescript';
import { baseName, lineOf, type Offence, type Source, visit } from './source.ts';

type Statement = { readonly line: number; readonly text: string; readonly isUnsafe: boolean };

const tags = new Set(['sql', 'tx', 'db', 'connection']);
const verb = /\b(select|insert|update|delete|truncate|lock\s+table)\b/i;
const keywords = `ALL ALTER AND AS BEGIN BETWEEN BY CASE COMMIT CONFLICT CREATE DELETE DESC DISTINCT DO DROP ELSE END
  EXISTS FOR FROM GROUP HAVING IN INNER INSERT INTO IS JOIN LEFT LIKE LIMIT LOCK LOCKED NOT NOTHING NULL ON OR ORDER
  OUTER OVER PARTITION RETURNING SELECT SET SKIP TABLE THEN TRUNCATE UNION UNNEST UPDATE USING VALUES WHEN WHERE WITH`;
const upperKeyword = new RegExp(`\\b(${keywords.trim().split(/\s+/).join('|')})\\b`);

const sqlPlaces = [
  /\/(.+-)?store\.ts$/,
  /^packages\/server\/src\/lifecycle\//,
  /\/migrations\//,
  /^packages\/server\/src\/foundation\/(migrate|database)\.ts$/,
];

/** SQL stands in stores, the lifecycle room, migrations and tests only, and `.unsafe(` nowhere else either. */
export function checkSqlPlaces(files: readonly Source[]): Offence[] {
  return files.flatMap((file) => {
    if (file.isTest || sqlPlaces.some((place) => place.test(file.path))) return [];
    return statementsOf(file)
      .filter(({ text, isUnsafe }) => isUnsafe || verb.test(text))
      .map(({ line }) => ({
        path: file.path,
        line,
        todo: "Move this SQL into the room's store.ts and call it from here.",
      }));
  });
}

/** SQL keywords are in lower case, in tagged templates and in what is given to `.unsafe(`. */
export function checkSqlCase(files: readonly Source[]): Offence[] {
  return files.flatMap((file) => statementsOf(file).flatMap(({ line, text }) => caseOffence(file.path, line, text)));
}

/** The same for files that are SQL through and through: migrations. */
export function checkMigrationCase(files: readonly { readonly path: string; readonly text: string }[]): Offence[] {
  return files.flatMap(({ path, text }) => caseOffence(path, 1, text));
}

function caseOffence(path: string, line: number, text: string): Offence[] {
  const bare = text.replace(/--[^\n]*|\/\*[\s\S]*?\*\/|'[^']*'|"[^"]*"/g, (quoted) => quoted.replace(/[^\n]/g, ' '));
  const found = upperKeyword.exec(bare);
  if (found === null) return [];
  const below = bare.slice(0, found.index).split('\n').length - 1;
  return [{ path, line: line + below, todo: `Write the SQL keyword ${found[0]} in lower case.` }];
}

function statementsOf({ path, ast }: Source): Statement[] {
  const found: Statement[] = [];
  if (baseName(path).endsWith('.tsx')) return found;
  visit(ast, (node) => {
    if (ts.isTaggedTemplateExpression(node) && tags.has(lastName(node.tag))) {
      found.push({ line: lineOf(ast, node.template), text: templateText(node.template), isUnsafe: false });
    } else if (ts.isCallExpression(node) && isUnsafeCall(node)) {
      const [statement] = node.arguments;
      const text = statement !== undefined && isTemplateLike(statement) ? templateText(statement) : '';
      found.push({ line: lineOf(ast, statement ?? node), text, isUnsafe: true });
    }
  });
  return found;
}

function isUnsafeCall(node: ts.CallExpression): boolean {
  return ts.isPropertyAccessExpression(node.expression) && node.expression.name.text === 'unsafe';
}

function isTemplateLike(node: ts.Node): node is ts.StringLiteralLike | ts.TemplateExpression {
  return ts.isStringLiteralLike(node) || ts.isTemplateExpression(node);
}

function templateText(node: ts.StringLiteralLike | ts.TemplateLiteral): string {
  if (!ts.isTemplateExpression(node)) return node.text;
  return [node.head.text, ...node.templateSpans.map((span) => span.literal.text)].join(' ? ');
}

/** The last name of a tag: `sql` in sql`…`, deps.sql`…` and this.deps.sql`…`. */
function lastName(tag: ts.Expression): string {
  if (ts.isIdentifier(tag)) return tag.text;
  return ts.isPropertyAccessExpression(tag) ? tag.name.text : '';
}

/** An end user of the application, as it stands in the database. */
export interface Customer {
  readonly applicationId: string;
  readonly id: string;
  /** The application's own id of them. */
  readonly appUserId: string;
  readonly createdAt: Date;
}

import ts from 'typescript';
import { lineOf, type Offence, type Source, visit } from './source.ts';

type Fault = { readonly todo: string; readonly isCast: boolean };

// The two places where a type must be asserted, because it is known to PostgreSQL or to a route's schema and not to
// the compiler. There is no third.
const castPlaces = ['packages/server/src/foundation/database.ts', 'packages/server/src/http/typed-route.ts'];

/** No `any`, and no casts but `as const`; two files may, and tests may cast. */
export function checkTypes(files: readonly Source[]): Offence[] {
  return find(
    files.filter(({ path }) => !castPlaces.includes(path)),
    typeFault,
  );
}

/** No default exports (but in a tool's own `*.config.ts`) and no enums. */
export function checkForms(files: readonly Source[]): Offence[] {
  return find(
    files.filter(({ path }) => !/^packages\/[^/]+\/[^/]+\.config\.ts$/.test(path)),
    formFault,
  );
}

/** A file that only passes on what others export is a package's index.ts, or it should not be. */
export function checkBarrels(files: readonly Source[]): Offence[] {
  return files
    .filter(({ path, ast }) => !/^packages\/[^/]+\/src\/index\.ts$/.test(path) && isBarrel(ast))
    .map(({ path }) => ({ path, line: 1, todo: 'Import from where things are made; only a package has an index.' }));
}

function find(files: readonly Source[], faultOf: (node: ts.Node, ast: ts.SourceFile) => Fault | undefined): Offence[] {
  return files.flatMap(({ path, ast, isTest }) => {
    const found: Offence[] = [];
    visit(ast, (node) => {
      const fault = faultOf(node, ast);
      if (fault === undefined || (fault.isCast && isTest)) return;
      found.push({ path, line: lineOf(ast, node), todo: fault.todo });
    });
    return found;
  });
}

function typeFault(node: ts.Node, ast: ts.SourceFile): Fault | undefined {
  if (node.kind === ts.SyntaxKind.AnyKeyword) return { todo: 'Say the type, or `unknown`, not `any`.', isCast: false };
  if (ts.isAsExpression(node) && node.type.getText(ast) !== 'const') {
    return { todo: 'Prove the type by narrowing; do not assert it with `as`.', isCast: true };
  }
  if (ts.isTypeAssertionExpression(node)) {
    return { todo: 'Prove the type by narrowing; do not assert it with `<T>`.', isCast: true };
  }
  if (ts.isNonNullExpression(node)) return { todo: 'Handle `undefined`; do not wave it away with `!`.', isCast: true };
  return undefined;
}

function formFault(node: ts.Node): Fault | undefined {
  if (ts.isEnumDeclaration(node)) return { todo: 'Use a union of strings, not an enum.', isCast: false };
  return isDefaultExport(node) ? { todo: 'Export it by its name, not as default.', isCast: false } : undefined;
}

function isDefaultExport(node: ts.Node): boolean {
  if (ts.isExportAssignment(node)) return true;
  if (ts.isExportSpecifier(node)) return node.name.text === 'default';
  const modifiers = ts.canHaveModifiers(node) ? ts.getModifiers(node) : undefined;
  return modifiers?.some(({ kind }) => kind === ts.SyntaxKind.DefaultKeyword) ?? false;
}

function isBarrel(ast: ts.SourceFile): boolean {
  const statements: readonly ts.Statement[] = ast.statements;
  const onlyPasses = statements.every(
    (statement) => ts.isImportDeclaration(statement) || ts.isExportDeclaration(statement),
  );
  return onlyPasses && statements.some(ts.isExportDeclaration);
}

import ts from 'typescript';
import { lineOf, type Offence, type Source, visit } from './source.ts';

// The world outside comes in by three doors, so that a test can stand in each: configuration, the clock, the network.

/** Only config.ts reads the environment. */
export function checkEnvironment(files: readonly Source[]): Offence[] {
  const allowed = /^packages\/(server\/src\/foundation|(?!server\/)[^/]+\/src)\/config\.ts$/;
  return find(files, allowed, readsEnvironment, 'Read the environment in config.ts and take the value from there.');
}

/** Only clock.ts reads the clock. The sandbox bank has a clock of its own, which can be moved. */
export function checkClock(files: readonly Source[]): Offence[] {
  const allowed = /^packages\/(server\/src\/foundation\/|(?!server\/)[^/]+\/src\/(.+-)?)clock\.ts$/;
  return find(files, allowed, readsClock, 'Take the time from the Clock in Deps, or as a parameter.');
}

/** Of server, bank and contract, only connectors, webhooks and the bank's callbacks call out over the network. */
export function checkFetch(files: readonly Source[]): Offence[] {
  const allowed = /^packages\/(server\/src\/(banks\/connectors|webhooks)\/|sandbox-bank\/src\/.*callbacks?\.ts$)/;
  const inside = files.filter(({ path }) => /^packages\/(contract|server|sandbox-bank)\//.test(path));
  return find(inside, allowed, fetches, 'Call out only from a bank connector or from webhooks.');
}

function find(files: readonly Source[], allowed: RegExp, isBad: (node: ts.Node) => boolean, todo: string): Offence[] {
  return files.flatMap(({ path, ast, isTest }) => {
    const found: Offence[] = [];
    if (isTest || !path.startsWith('packages/') || allowed.test(path)) return found;
    visit(ast, (node) => {
      if (isBad(node)) found.push({ path, line: lineOf(ast, node), todo });
    });
    return found;
  });
}

function readsEnvironment(node: ts.Node): boolean {
  if (ts.isPropertyAccessExpression(node)) return node.name.text === 'env' && isNamed(node.expression, 'process');
  if (ts.isElementAccessExpression(node)) return isNamed(node.expression, 'process');
  if (ts.isVariableDeclaration(node)) {
    return ts.isObjectBindingPattern(node.name) && isNamed(node.initializer, 'process') && binds(node.name, 'env');
  }
  return ts.isImportDeclaration(node) && importsEnvironment(node);
}

function importsEnvironment(node: ts.ImportDeclaration): boolean {
  const names = node.importClause?.namedBindings;
  if (!ts.isStringLiteral(node.moduleSpecifier) || !/^(node:)?process$/.test(node.moduleSpecifier.text)) return false;
  if (names === undefined || !ts.isNamedImports(names)) return false;
  return names.elements.some(({ name, propertyName }) => (propertyName ?? name).text === 'env');
}

function readsClock(node: ts.Node): boolean {
  if (ts.isPropertyAccessExpression(node)) return node.name.text === 'now' && isNamed(node.expression, 'Date');
  if (ts.isNewExpression(node)) return isNamed(node.expression, 'Date') && (node.arguments?.length ?? 0) === 0;
  return ts.isCallExpression(node) && isNamed(node.expression, 'Date');
}

function fetches(node: ts.Node): boolean {
  return ts.isCallExpression(node) && isNamed(node.expression, 'fetch');
}

function binds(pattern: ts.ObjectBindingPattern, name: string): boolean {
  return pattern.elements.some((element) => isNamed(element.propertyName ?? element.name, name));
}

/** Whether an expression is a global of that name: `process`, or `globalThis.process`. */
function isNamed(node: ts.Node | undefined, name: string): boolean {
  if (node === undefined) return false;
  if (ts.isIdentifier(node)) return node.text === name;
  return ts.isPropertyAccessExpression(node) && node.name.text === name && isNamed(node.expression, 'globalThis');
}

import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import ts from 'typescript';

/** A TypeScript file of the project, parsed. */
export type Source = {
  /** From the root of the repository, with forward slashes. */
  readonly path: string;
  readonly text: string;
  readonly ast: ts.SourceFile;
  readonly imports: readonly Import[];
  /** A test file, or anything in a package's test folder. */
  readonly isTest: boolean;
};

/** One reference from a file to a module: import, re-export, `import()`, import type, or a URL made of a path. */
export type Import = {
  readonly line: number;
  /** As written: "../deps.ts", "node:fs", "@sarf/contract". */
  readonly specifier: string;
  /** The path in the repository it leads to, for relative specifiers and for our own packages. */
  readonly target: string | undefined;
};

/** A place that breaks a rule, and one sentence on what to do about it. */
export type Offence = { readonly path: string; readonly line: number; readonly todo: string };

/** Parses a file. Path and text are all it needs, so rules can be tried on files that do not exist. */
export function sourceOf(path: string, text: string): Source {
  const ast = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, false);
  return { path, text, ast, imports: importsOf(path, ast), isTest: isTestPath(path) };
}

/** Whether a path is a test file or lies in a package's test folder. */
export function isTestPath(path: string): boolean {
  return /\.test\.tsx?$/.test(path) || /^packages\/[^/]+\/test\//.test(path);
}

/** Calls `look` for every node of a file, outer ones first. */
export function visit(node: ts.Node, look: (node: ts.Node) => void): void {
  look(node);
  ts.forEachChild(node, (child) => visit(child, look));
}

/** The line, from 1, on which a node begins (its comments not counted). */
export function lineOf(ast: ts.SourceFile, node: ts.Node): number {
  return ast.getLineAndCharacterOfPosition(node.getStart(ast)).line + 1;
}

/** The last part of a path. */
export function baseName(path: string): string {
  return posix.basename(path);
}

/**
 * The files under packages/, tools/ and examples/ whose name matches: those that git tracks or would add, or, where there is no
 * git, those found by walking. Gives path and text of each.
 */
export function readFiles(root: string, name: RegExp): { readonly path: string; readonly text: string }[] {
  const listed = listByGit(root);
  const paths = listed.length > 0 ? listed : walk(root, '');
  return paths
    .filter((path) => /^(packages|tools|examples)\//.test(path) && name.test(path) && existsSync(join(root, path)))
    .map((path) => ({ path, text: readFileSync(join(root, path), 'utf8') }));
}

function listByGit(root: string): string[] {
  try {
    const args = ['ls-files', '-co', '--exclude-standard', '-z'];
    const listed = execFileSync('git', args, { cwd: root, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
    return [...new Set(listed.split('\0'))].filter((path) => path !== '');
  } catch {
    return [];
  }
}

function walk(root: string, folder: string): string[] {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    if (/^(node_modules|\..*|dist|coverage)$/.test(entry.name)) return [];
    const path = posix.join(folder, entry.name);
    return entry.isDirectory() ? walk(root, path) : [path];
  });
}

function importsOf(path: string, ast: ts.SourceFile): Import[] {
  const found: Import[] = [];
  visit(ast, (node) => {
    const specifier = specifierOf(node);
    if (specifier === undefined) return;
    found.push({ line: lineOf(ast, node), specifier, target: targetOf(path, specifier) });
  });
  return found;
}

function specifierOf(node: ts.Node): string | undefined {
  if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) return literalText(node.moduleSpecifier);
  if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) return literalText(node.argument.literal);
  if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) {
    return literalText(node.arguments[0]);
  }
  return ts.isNewExpression(node) || ts.isCallExpression(node) ? moduleUrlOf(node) : undefined;
}

// `new URL('./thread.ts', import.meta.url)` and `import.meta.resolve('./thread.ts')` lead to a file just as an import.
function moduleUrlOf(node: ts.NewExpression | ts.CallExpression): string | undefined {
  const callee = node.expression;
  const isUrl = ts.isIdentifier(callee) && callee.text === 'URL' && node.arguments?.length === 2;
  const isResolve =
    ts.isPropertyAccessExpression(callee) && callee.name.text === 'resolve' && ts.isMetaProperty(callee.expression);
  const text = isUrl || isResolve ? literalText(node.arguments?.[0]) : undefined;
  return text !== undefined && /^\.{1,2}\/.*\.tsx?$/.test(text) ? text : undefined;
}

function literalText(node: ts.Node | undefined): string | undefined {
  return node !== undefined && ts.isStringLiteralLike(node) ? node.text : undefined;
}

function targetOf(path: string, specifier: string): string | undefined {
  if (specifier.startsWith('.')) return posix.join(posix.dirname(path), specifier);
  const ours = /^@sarf\/([^/]+)$/.exec(specifier);
  return ours === null ? undefined : `packages/${ours[1]}/src/index.ts`;
}

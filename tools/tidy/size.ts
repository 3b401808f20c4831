import ts from 'typescript';
import { lineOf, type Offence, type Source, visit } from './source.ts';

const functionLinesMax = 70;
const fileLinesMax = 300;
const testFileLinesMax = 500;
// Written by a program, for a program.
const derived = ['packages/sdk/src/openapi.ts'];

/** No function is longer than 70 lines. The callback of a `describe` is a chapter, not a function, and may be. */
export function checkFunctionLength(files: readonly Source[]): Offence[] {
  return files.flatMap(({ path, ast, isTest }) => {
    const found: Offence[] = [];
    const chapters = new Set<ts.Node>();
    visit(ast, (node) => {
      if (isTest && isChapter(node)) for (const argument of node.arguments) chapters.add(argument);
      if (!isFunction(node) || chapters.has(node)) return;
      const line = lineOf(ast, node);
      const lines = ast.getLineAndCharacterOfPosition(node.end).line + 2 - line;
      if (lines <= functionLinesMax) return;
      found.push({ path, line, todo: `Split this function; it has ${lines} lines of ${functionLinesMax}.` });
    });
    return found;
  });
}

/** No file is longer than 300 lines, no test file longer than 500. */
export function checkFileLength(files: readonly Source[]): Offence[] {
  return files.flatMap(({ path, text, isTest }) => {
    if (derived.includes(path)) return [];
    const max = isTest ? testFileLinesMax : fileLinesMax;
    const lines = text.split('\n').length - (text.endsWith('\n') ? 1 : 0);
    return lines <= max ? [] : [{ path, line: max + 1, todo: `Split this file; it has ${lines} lines of ${max}.` }];
  });
}

function isFunction(node: ts.Node): boolean {
  return ts.isFunctionLike(node) && 'body' in node && node.body !== undefined;
}

function isChapter(node: ts.Node): node is ts.CallExpression {
  return (
    ts.isCallExpression(node) && ts.isIdentifier(node.expression) && /^(describe|suite)$/.test(node.expression.text)
  );
}

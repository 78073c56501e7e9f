import ts from 'typescript';

import type { Source } from './sources';

/** One import, of whatever form, as the source has it. */
export interface Import {
	from: string;
	/** The module as written; `null` where it is computed at run time. */
	specifier: string | null;
	/** True if nothing of it is left once the types are gone. */
	typeOnly: boolean;
	/** 1-based. */
	line: number;
}

/** Every static import, re-export, `import()`, `require()`, `import =` and `import('…').Type`. */
export function importsOf({ path, text }: Source): Import[] {
	const file = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true);
	const imports: Import[] = [];

	function add(node: ts.Node, module: ts.Node | undefined, typeOnly: boolean): void {
		const specifier = module && ts.isStringLiteralLike(module) ? module.text : null;
		const line = file.getLineAndCharacterOfPosition(node.getStart()).line + 1;
		imports.push({ from: path, specifier, typeOnly, line });
	}

	function visit(node: ts.Node): void {
		if (ts.isImportDeclaration(node)) {
			add(node, node.moduleSpecifier, isTypeImport(node.importClause));
		} else if (ts.isExportDeclaration(node) && node.moduleSpecifier) {
			add(node, node.moduleSpecifier, node.isTypeOnly || isAllTypes(node.exportClause));
		} else if (ts.isExternalModuleReference(node)) {
			add(node, node.expression, false);
		} else if (ts.isImportTypeNode(node)) {
			const { argument } = node;
			add(node, ts.isLiteralTypeNode(argument) ? argument.literal : undefined, true);
		} else if (ts.isCallExpression(node) && loads(node.expression)) {
			add(node, node.arguments[0], false);
		}
		ts.forEachChild(node, visit);
	}

	visit(file);
	return imports;
}

function loads(callee: ts.Expression): boolean {
	if (callee.kind === ts.SyntaxKind.ImportKeyword) return true;
	if (ts.isPropertyAccessExpression(callee)) return loads(callee.expression);
	return ts.isIdentifier(callee) && callee.text === 'require';
}

function isTypeImport(clause: ts.ImportClause | undefined): boolean {
	if (!clause) return false;
	if (clause.phaseModifier === ts.SyntaxKind.TypeKeyword) return true;
	return clause.name === undefined && isAllTypes(clause.namedBindings);
}

function isAllTypes(bindings: ts.NamedImportBindings | ts.NamedExportBindings | undefined) {
	if (!bindings || !(ts.isNamedImports(bindings) || ts.isNamedExports(bindings))) return false;
	return bindings.elements.length > 0 && bindings.elements.every(({ isTypeOnly }) => isTypeOnly);
}

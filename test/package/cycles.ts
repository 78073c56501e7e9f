/* eslint-disable @n8n/community-nodes/no-restricted-imports */
import { posix } from 'node:path';

import { importsOf } from './imports';
import type { Source } from './sources';

/**
 * Circles of files that need each other at run time, each as the path around it. What a file finds
 * in such a circle hangs on which of them was loaded first. Types make none.
 */
export function cyclesIn(sources: readonly Source[]): string[] {
	const paths = new Set(sources.map(({ path }) => path));
	const needs = new Map(sources.map((source) => [source.path, neededBy(source, paths)]));
	const done = new Set<string>();
	const cycles: string[] = [];

	function walk(path: string, trail: readonly string[]): void {
		const start = trail.indexOf(path);
		if (start >= 0) cycles.push([...trail.slice(start), path].join(' → '));
		if (start >= 0 || done.has(path)) return;
		for (const next of needs.get(path) ?? []) walk(next, [...trail, path]);
		done.add(path);
	}

	for (const { path } of sources) walk(path, []);
	return cycles;
}

function neededBy(source: Source, paths: ReadonlySet<string>): string[] {
	return importsOf(source).flatMap(({ specifier, typeOnly }) => {
		if (typeOnly || !specifier?.startsWith('.')) return [];
		const target = posix.join(posix.dirname(source.path), specifier);
		const found = [target, `${target}.ts`, `${target}/index.ts`].find((path) => paths.has(path));
		return found ? [found] : [];
	});
}

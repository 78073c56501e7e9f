import js from '@eslint/js';
import { defineConfig, globalIgnores } from 'eslint/config';
import { configs } from 'typescript-eslint';

/**
 * Lint of what is never shipped (sandbox, demo, bench, scripts, test suites). The shipped code has
 * n8n's own strict configuration, which leaves `.mts` alone and takes no rules besides its own.
 */
export default defineConfig(
	globalIgnores(['**/dist', '**/node_modules', '**/.cache', 'coverage']),
	{
		files: ['**/*.mts'],
		extends: [js.configs.recommended, configs.recommended, configs.stylistic],
		languageOptions: {
			parserOptions: { project: './tsconfig.tools.json', tsconfigRootDir: import.meta.dirname },
		},
		linterOptions: { reportUnusedDisableDirectives: 'error' },
		rules: {
			eqeqeq: ['error', 'always', { null: 'ignore' }],
			// Two draws of a random number look like one condition asked twice.
			'no-dupe-else-if': 'off',
			'no-implicit-coercion': 'error',
			'no-param-reassign': 'error',
			'prefer-const': ['error', { ignoreReadBeforeAssign: true }],
			'@typescript-eslint/array-type': 'off',
			'@typescript-eslint/await-thenable': 'error',
			'@typescript-eslint/consistent-type-definitions': 'off',
			'@typescript-eslint/consistent-type-imports': 'error',
			'@typescript-eslint/no-empty-function': 'off',
			'@typescript-eslint/no-floating-promises': 'error',
			'@typescript-eslint/no-misused-promises': 'error',
			'@typescript-eslint/no-non-null-assertion': 'off',
			'@typescript-eslint/no-unused-vars': [
				'error',
				{ argsIgnorePattern: '^_', varsIgnorePattern: '^_', ignoreRestSiblings: true },
			],
			'@typescript-eslint/return-await': ['error', 'error-handling-correctness-only'],
		},
	},
	// A JavaScript file here is a tool's configuration.
	globalIgnores(['**/*.js', '**/*.mjs', '**/*.cjs']),
);

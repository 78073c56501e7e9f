const { dest, parallel, src } = require('gulp');

/** Icons go where the compiled nodes and credentials look for them: `../icons` and `../../icons`. */
function icons() {
	return src('icons/*.svg', { encoding: false }).pipe(dest('dist/icons'));
}

/** Codex files and output schemas sit beside their node. */
function codex() {
	return src(['nodes/**/*.node.json', 'nodes/**/__schema__/**/*.json'], { base: '.' }).pipe(
		dest('dist'),
	);
}

/** Templates ship with the package, so that a self-hosted n8n can import them in one command. */
function templates() {
	return src('templates/*.json', { allowEmpty: true }).pipe(dest('dist/templates'));
}

exports.assets = parallel(icons, codex, templates);

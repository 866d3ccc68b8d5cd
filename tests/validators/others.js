// SPDX-License-Identifier: MIT
// Read reports of hito lint with the validators of others:
// node others.js NPM FOLDERS... prints "ok NAME" or "failed NAME: why".
'use strict';
const fs = require('fs');
const path = require('path');
const { execFileSync, spawnSync } = require('child_process');

const [npm, ...folders] = process.argv.slice(2);
const modules = path.resolve(npm, 'node_modules');
const need = (name) => require(path.join(modules, name));
const read = (folder, name) =>
	fs.readFileSync(path.join(folder, name), 'utf8');

// Microsoft's schema of SARIF. Its draft needs a reader of its own.
const Ajv = need('ajv-draft-04');
const ajv = new Ajv({ strict: false, unicodeRegExp: false, logger: false });
const sarif = ajv.compile(JSON.parse(fs.readFileSync(path.join(modules,
	'@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json'), 'utf8')));

function checkSarif(folder) {
	if (!sarif(JSON.parse(read(folder, 'sarif'))))
		return ajv.errorsText(sarif.errors);
}

// reviewdog's format: the validator takes one document, so the lines are put
// together to one.
function checkRdjsonl(folder) {
	const diagnostics = read(folder, 'rdjsonl').split('\n')
		.filter((line) => line).map((line) => JSON.parse(line));
	const done = spawnSync(path.join(modules, '.bin/rdformat-validator'),
		['--strict', '--verbose'], { encoding: 'utf8',
			input: JSON.stringify({ source: { name: 'hito' },
				diagnostics }) });
	if (done.status !== 0)
		return done.stdout + done.stderr;
}

// TAP as its parser for Node.js reads it.
function checkTap(folder) {
	const { Parser } = need('tap-parser');
	const text = read(folder, 'tap');
	let results;
	const parser = new Parser({ strict: false }, (end) => { results = end; });
	const extra = [];
	parser.on('extra', (line) => extra.push(line));
	parser.end(text);
	const count = Number(/^1\.\.(\d+)/m.exec(text)[1]);
	if (results.count !== count && count)
		return `${results.count} tests, not ${count}`;
	if (extra.length || results.bailout)
		return `not understood: ${extra[0]}`;
	const bad = text.split('\n').filter((line) =>
		/^not ok/.test(line) && !/ # TODO \w+$/.test(line)).length;
	if (results.failures.length !== bad && count)
		return `${results.failures.length} failures, not ${bad}`;
	if (!/^1\.\.0/m.test(text) && results.ok !== (bad === 0))
		return 'the verdict differs';
}

// Annotations: what GitHub's own library prints for the same texts.
const unescape = (text) => text.replace(/%3A/g, ':').replace(/%2C/g, ',')
	.replace(/%0D/g, '\r').replace(/%0A/g, '\n').replace(/%25/g, '%');

function checkGithub(folder) {
	const lines = read(folder, 'github').split('\n')
		.filter((line) => line.startsWith('::'));
	const calls = lines.map((line) => {
		const [, level, properties, data] =
			/^::(\w+) (.*?)::(.*)$/.exec(line);
		const options = {};
		for (const property of properties.split(',')) {
			const at = property.indexOf('=');
			const names = { line: 'startLine', col: 'startColumn' };
			const name = property.slice(0, at);
			options[names[name] || name] =
				unescape(property.slice(at + 1));
		}
		return [level, unescape(data), options];
	});
	const program = `
		const core = require(${JSON.stringify(
			path.join(modules, '@actions/core'))});
		for (const [level, data, options] of JSON.parse(
			require('fs').readFileSync(0, 'utf8')))
			core[level](data, options);`;
	const printed = execFileSync(process.execPath, ['-e', program],
		{ input: JSON.stringify(calls), encoding: 'utf8' });
	const wanted = printed.split('\n').filter((line) => line);
	for (let i = 0; i < Math.max(lines.length, wanted.length); i++)
		if (lines[i] !== wanted[i])
			return `${lines[i]}\nis to be\n${wanted[i]}`;
}

const checks = {
	'SARIF, Microsoft': checkSarif, 'rdformat-validator': checkRdjsonl,
	'tap-parser': checkTap, '@actions/core': checkGithub,
};
for (const folder of folders)
	for (const [name, check] of Object.entries(checks)) {
		let why;
		try {
			why = check(folder);
		} catch (error) {
			why = String(error);
		}
		const what = `${path.basename(folder)}: ${name}`;
		console.log(why === undefined ? `ok ${what}` :
			`failed ${what}: ${why.replace(/\s+/g, ' ').slice(0, 300)}`);
	}

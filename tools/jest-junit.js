// Writes test-reports/junit.xml as jest-junit does. Names of tests and messages may have characters that XML has not at all, such as
// most control characters: they are written as \u{1b}.
const { readFileSync, writeFileSync } = require('node:fs');
const JestJUnit = require('jest-junit');
const getOptions = require('jest-junit/utils/getOptions');
const getOutputPath = require('jest-junit/utils/getOutputPath');

const NOT_IN_XML = /[^\t\n\r\x20-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu;

module.exports = class {
  constructor(globalConfig, options) {
    this.reporter = new JestJUnit(globalConfig, options);
    this.file = async () => getOutputPath(getOptions.options(options), globalConfig.rootDir);
  }

  onTestResult(...results) {
    this.reporter.onTestResult(...results);
  }

  async onRunComplete(...results) {
    await this.reporter.onRunComplete(...results);
    const file = await this.file();
    const xml = readFileSync(file, 'utf8');
    writeFileSync(file, xml.replace(NOT_IN_XML, (character) => `\\u{${character.codePointAt(0).toString(16)}}`));
  }
};

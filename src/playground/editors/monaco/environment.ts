/** Where Monaco finds its workers and its style: files of this site, so that the page's policy needs no exception. */
import EditorWorker from 'monaco-editor/editor/editor.worker?worker';
import CssWorker from 'monaco-editor/languages/features/css/css.worker?worker';
import HtmlWorker from 'monaco-editor/languages/features/html/html.worker?worker';
import TypeScriptWorker from 'monaco-editor/languages/features/typescript/ts.worker?worker';
import css from 'virtual:monaco/styles';
import house from './house.css?inline';

const workers: Record<string, new (options?: { name?: string }) => Worker> = { typescript: TypeScriptWorker, javascript: TypeScriptWorker, html: HtmlWorker, css: CssWorker };

globalThis.MonacoEnvironment = { getWorker: (_module, label) => new (workers[label] ?? EditorWorker)({ name: label }) };

const style = document.createElement('style');
style.dataset.monaco = '';
style.textContent = css + house;
document.head.append(style);

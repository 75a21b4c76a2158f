import { describe, expect, it } from 'vitest';
import { readTrace } from '../../../protocol/trace/read.ts';
import { facts, handshakeOf } from '../../../src/demos/handshake/model.ts';
import { handshakeTrace } from '../figures/fixture.ts';

describe('the handshake’s facts', () => {
  it('tells a Thai greeting from its own trace', async () => {
    const view = readTrace(await handshakeTrace('สวัสดี'));
    const { values, predictions } = facts(view);
    expect(predictions).toEqual({ 'who-speaks-first': 'client', 'greeting-length': 'bytes', 'who-masks': 'client' });
    const { request, response } = handshakeOf(view);
    expect(values).toMatchObject({ requestBytes: request?.length, responseBytes: response?.length, greetingCharacters: 6, greetingBytes: 18, frameBytes: 24 });
    expect(values.key).toMatch(/^[A-Za-z0-9+/]{22}==$/);
    expect(values.roundTrip).toMatch(/ ms$/);
  });
  it('counts a greeting beyond the basic plane by code points', async () => {
    const { values, predictions } = facts(readTrace(await handshakeTrace('สวัสดี 👋')));
    expect(values).toMatchObject({ greetingCharacters: 8, greetingBytes: 23 });
    expect(predictions['greeting-length']).toBe('bytes');
  });
  it('claims nothing about a greeting that crossed compressed', async () => {
    const { values, predictions } = facts(readTrace(await handshakeTrace('สวัสดี', { compress: true })));
    expect(predictions).not.toHaveProperty('greeting-length');
    expect(values).not.toHaveProperty('greetingBytes');
    expect(values.frameBytes).toBeGreaterThan(0);
  });
  it('is silent about a trace that holds nothing', () => {
    expect(facts(readTrace([]))).toEqual({ values: {}, predictions: {} });
  });
});

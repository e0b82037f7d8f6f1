import { slownessOf } from './linearExpressions.mjs';

/**
 * An ESLint rule: every regular expression runs in linear time on hostile input. If the input is bounded, or the
 * analyzer does not support an expression, disable the rule and give the reason (`-- …`). The rule cannot see
 * expressions built at run time; the option `built: 'tested'` allows them in folders whose built expressions a unit
 * test checks.
 */
export default {
  meta: {
    type: 'problem',
    schema: [{ type: 'object', properties: { built: { enum: ['tested', 'forbidden'] } }, additionalProperties: false }],
    defaultOptions: [{ built: 'forbidden' }],
    messages: {
      slow: 'This regular expression {{ problem }}.',
      built: 'The linter cannot check a regular expression built at run time: write a literal.',
    },
  },
  create(context) {
    const checkCall = (node) => {
      const forbidden = context.options[0].built === 'forbidden';
      if (forbidden && node.callee.type === 'Identifier' && node.callee.name === 'RegExp')
        context.report({ node, messageId: 'built' });
    };
    return {
      'Literal[regex]'(node) {
        const problem = slownessOf(node.regex.pattern, node.regex.flags);
        if (problem !== '') context.report({ node, messageId: 'slow', data: { problem } });
      },
      NewExpression: checkCall,
      CallExpression: checkCall,
    };
  },
};

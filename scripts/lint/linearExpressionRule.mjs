import { slownessOf } from './linearExpressions.mjs';

/**
 * An ESLint rule: every regular expression takes linear time on hostile input. Where an input is bounded or the analyser
 * does not understand an expression, disable the rule for it with the reason (`-- …`). Expressions that are built at run
 * time cannot be seen here; the option `built: 'tested'` is for folders whose built expressions a unit test collects.
 */
export default {
  meta: {
    type: 'problem',
    schema: [{ type: 'object', properties: { built: { enum: ['tested', 'forbidden'] } }, additionalProperties: false }],
    defaultOptions: [{ built: 'forbidden' }],
    messages: {
      slow: 'This regular expression {{ problem }}.',
      built: 'The linter cannot check a regular expression that is built at run time: write a literal.',
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

// Plain CommonJS: the SDK loads it by `require`, in workers, clients and the workflow bundle alike.
const { DefaultFailureConverter } = require('@temporalio/common');

/** Messages and stack traces of failures pass through the codec too: they may quote what was refused. */
exports.failureConverter = new DefaultFailureConverter({ encodeCommonAttributes: true });

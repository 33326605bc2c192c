// What a finger feels when the home has answered, where the device can move it.

const DONE_MS = 12;
const FAILED_MS = [40, 60, 40];

/** Say without words how this command has ended. */
export function feel({ step, reason }) {
  if (step === "confirmed") navigator.vibrate?.(DONE_MS);
  if ((step === "refused" || step === "timed_out") && reason !== "superseded") navigator.vibrate?.(FAILED_MS);
}

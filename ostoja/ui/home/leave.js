// On a page that nobody is signed in to: what this browser remembers of homes is gone, however the sign-out came about.

import { forget } from "./memory.js";

forget().catch(() => {});

#pragma once
#include "kernels.h"

/** The kernels that this processor can run, best first; NULL beyond the last. */
const Kernels *kernelsFor(int index);

#include "nodeApi.h"

#ifdef _WIN32

#include <windows.h>

// An import would have to name the program, which may be node.exe, or Code.exe if VS Code runs as Node. A pointer takes
// the function's name, so that callers need not care.
#define DEFINE(name, ...) napi_status (*name)(__VA_ARGS__);
NODE_API(DEFINE)

bool loadNodeApi(void) {
  HMODULE program = GetModuleHandleA(NULL);
#define FIND(name, ...)                                                                                                \
  name = (napi_status (*)(__VA_ARGS__))(void (*)(void))GetProcAddress(program, #name);                                 \
  if (name == NULL) return false;
  NODE_API(FIND)
  return true;
}

/** The entry of the library. The addon needs nothing of a C run-time library that would have to be started. */
BOOL WINAPI _DllMainCRTStartup(HINSTANCE library, DWORD reason, LPVOID reserved) {
  (void)library, (void)reason, (void)reserved;
  return TRUE;
}

#else

bool loadNodeApi(void) { return true; }

#endif

/* tool/pools.c: arrow-io pools.
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#include <string.h>

#include "tool.h"

static int
run (char **arguments)
{
  g_autoptr (ToolTable) table = tool_table_new ("ll");
  g_auto (GStrv) names = garrow_supported_memory_backends ();
  g_autoptr (GArrowMemoryPool) pool = garrow_default_memory_pool ();
  const char *usual = garrow_memory_pool_get_backend_name (pool);

  (void)arguments;
  tool_table_add (table, (const char *const[]){"POOL", "DEFAULT"});
  for (char **name = names; *name != NULL; name++)
    tool_table_add (
      table,
      (const char *const[]){*name, strcmp (*name, usual) == 0 ? "yes" : NULL});
  tool_table_print (table);
  return TOOL_OK;
}

const ToolCommand tool_pools = {
  .name = "pools",
  .summary = "List the memory pools that are here, and which is the default",
  .description = "The variable ARROW_DEFAULT_MEMORY_POOL chooses the default.",
  .run = run,
};

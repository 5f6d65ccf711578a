/* arrow-io-glib/host-runtime-private.h: what the runtime of a host language needs before
 * it is called.
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#pragma once

/* Before a function of the host is called, on the thread that runs the host. */
void garrow_host_runtime_prepare (void);

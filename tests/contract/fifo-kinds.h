/* tests/contract/fifo-kinds.h
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#pragma once

#include "kinds.h"

GArrowNativeFile *read_fifo (Fixture *fixture, GError **error);
GArrowNativeFile *write_fifo (Fixture *fixture, GError **error);

#pragma once

/// Installs the list of system calls that this process may still make.
int filter_calls(int kind);

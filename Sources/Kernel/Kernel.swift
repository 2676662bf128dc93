// Floor 1: values and rules without input or output. Nothing here reads a clock, a file or a
// network by itself; time and chance come in through `World`.

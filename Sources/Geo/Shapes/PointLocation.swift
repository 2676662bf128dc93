/// Where a point lies to an area.
enum PointLocation {
    case inside, border, outside
}

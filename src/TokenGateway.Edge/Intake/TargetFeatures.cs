namespace TokenGateway.Edge.Intake;

/// <summary>What stands in a path that servers read in several ways; but for the last it is refused unless the route allows it.</summary>
[Flags]
internal enum TargetFeatures
{
    None = 0,

    /// <summary><c>%2f</c>; allowed by <c>AllowEncodedSlash</c>.</summary>
    EncodedSlash = 1,

    /// <summary><c>;</c> or <c>%3b</c>; allowed by <c>AllowPathParameters</c>.</summary>
    PathParameters = 2,

    /// <summary>
    /// Two slashes with nothing between them, plain or encoded, or nothing but parameters; allowed by
    /// <c>AllowEmptySegments</c>. One slash at the end is none.
    /// </summary>
    EmptySegments = 4,

    /// <summary>A tilde before a digit, as in short file names of Windows; every route allows it.</summary>
    ShortName = 8,
}

namespace TokenGateway.Portal.Tokens;

/// <summary>A segment of a bar: one outcome of a day.</summary>
/// <param name="Series">The outcome.</param>
/// <param name="X">Its left side.</param>
/// <param name="Y">Its top, from 0, as SVG writes a number.</param>
/// <param name="Height">Its height.</param>
/// <param name="Title">Day, count and outcome in words.</param>
internal sealed record UsageBar(UsageSeries Series, int X, string Y, string Height, string Title);

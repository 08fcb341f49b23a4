namespace TokenGateway.Core.Refusals;

/// <summary>What one refusal is everywhere: a row of the table in <see cref="RefusalCodes"/>.</summary>
/// <param name="Name">Stable, for programs, and the name in logs: <c>invalid_token</c>.</param>
/// <param name="Status">Of HTTP.</param>
/// <param name="Title">What is said where nothing more is known.</param>
/// <param name="Audience">Who is told the name.</param>
public sealed record RefusalEntry(string Name, int Status, string Title, RefusalAudience Audience)
{
    /// <summary>Where it is explained, from the repository's root.</summary>
    public string Documentation => Audience.HasFlag(RefusalAudience.Management)
        ? "docs/api.md#common-rules"
        : $"docs/troubleshooting.md#{Status}";
}

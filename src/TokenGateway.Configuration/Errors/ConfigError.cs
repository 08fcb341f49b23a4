namespace TokenGateway.Configuration.Errors;

/// <summary>
/// One error in the configuration. <see cref="ToString"/> is the only form in which it is shown:
/// <c>ReverseProxy:Routes:orders:TokenGateway:Access:0:AnyRol: unknown key. Did you mean "AnyRole"? (gateway.json line
/// 14)</c>.
/// </summary>
/// <param name="Path">The configuration path, levels separated by <c>:</c>.</param>
/// <param name="Message">The error and its fix; never the value of a secret.</param>
/// <param name="Origin">The source (<c>gateway.json line 14</c>, <c>environment</c>), null if unknown.</param>
public sealed record ConfigError(string Path, string Message, string? Origin)
{
    public override string ToString() =>
        Origin is null ? $"{Path}: {Message}" : $"{Path}: {Message} ({Origin})";
}

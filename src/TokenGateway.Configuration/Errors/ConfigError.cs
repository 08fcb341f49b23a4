namespace TokenGateway.Configuration.Errors;

/// <summary>
/// One thing that is wrong with the configuration. <see cref="ToString"/> is the only form in which it is shown:
/// <c>ReverseProxy:Routes:orders:TokenGateway:Access:0:AnyRol: unknown key. Did you mean "AnyRole"? (gateway.json line 14)</c>.
/// </summary>
/// <param name="Path">The configuration path, levels separated by <c>:</c>.</param>
/// <param name="Message">What is wrong and how to put it right; never the value of a secret.</param>
/// <param name="Origin">Where it was written (<c>gateway.json line 14</c>, <c>environment</c>), null when unknown.</param>
public sealed record ConfigError(string Path, string Message, string? Origin)
{
    public override string ToString() =>
        Origin is null ? $"{Path}: {Message}" : $"{Path}: {Message} ({Origin})";
}

namespace TokenGateway.Configuration.Errors;

/// <summary>Knows where keys were written, for errors to name the place.</summary>
internal interface IOrigins
{
    /// <summary><c>gateway.json line 14</c>, <c>environment</c>, or null when unknown.</summary>
    string? OriginOf(string path);
}

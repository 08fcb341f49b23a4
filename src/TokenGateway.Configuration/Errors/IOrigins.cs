namespace TokenGateway.Configuration.Errors;

/// <summary>Finds the source of a key, for errors.</summary>
internal interface IOrigins
{
    /// <summary><c>gateway.json line 14</c>, <c>environment</c>, or null if unknown.</summary>
    string? OriginOf(string path);
}

using System.Net;

namespace TokenGateway.Stress.Identities;

/// <summary>Who sends a request, and what must come back.</summary>
/// <param name="Token">Null: none.</param>
/// <param name="Path">Where to, below the prefix of the cluster.</param>
/// <param name="Status">What the gateway must answer.</param>
/// <param name="Identity">What the upstream must have been told, when the answer is 200.</param>
internal sealed record Caller(string? Token, string Path, HttpStatusCode Status, string Identity);

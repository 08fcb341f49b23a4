using TokenGateway.Core.Storage;

namespace TokenGateway.Management.Api.Routes;

/// <summary>A hypothetical request.</summary>
/// <param name="Method">Its method.</param>
/// <param name="Path">Its path as a client would send it, without query.</param>
/// <param name="Token">Its token, existing or hypothetical; null: none.</param>
internal sealed record ExplainQuestion(string Method, string Path, TokenFacts? Token);

namespace TokenGateway.Management.Api.Routes;

/// <summary>What the edge would say of a request, and why.</summary>
/// <param name="Allowed">Whether it would be forwarded.</param>
/// <param name="Code">The code of the refusal; null: allowed.</param>
/// <param name="Route">The route that the path belongs to; null: none.</param>
/// <param name="Path">That route's pattern.</param>
/// <param name="Rule">The entry that decides the method, in words.</param>
/// <param name="Entry">That entry's place in the list, from 0; null: none decides.</param>
/// <param name="Needed">What is missing.</param>
/// <param name="Has">What the token, or the role, has.</param>
/// <param name="Detail">A sentence for people.</param>
internal sealed record Explanation(
    bool Allowed, string? Code, string? Route, string? Path, string? Rule, int? Entry, string? Needed, string? Has, string Detail);

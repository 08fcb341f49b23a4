namespace TokenGateway.Management.Api.Routes;

/// <summary>The edge's decision about a request, with its reason.</summary>
/// <param name="Allowed">Whether it would be forwarded.</param>
/// <param name="Code">The code of the refusal; null: allowed.</param>
/// <param name="Route">The route that the path matches; null: none.</param>
/// <param name="Path">That route's pattern.</param>
/// <param name="Rule">The entry that decides the method, in words.</param>
/// <param name="Entry">The index of that entry in the list, from 0; null: none decides.</param>
/// <param name="Needed">The missing right.</param>
/// <param name="Has">The rights of the token or role.</param>
/// <param name="Detail">One sentence for display.</param>
internal sealed record Explanation(
    bool Allowed, string? Code, string? Route, string? Path, string? Rule, int? Entry, string? Needed, string? Has, string Detail);

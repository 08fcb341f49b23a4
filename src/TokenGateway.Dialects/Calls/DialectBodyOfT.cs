namespace TokenGateway.Dialects.Calls;

/// <summary>The JSON body of a product's client: ignores unknown members; a duplicate member, or invalid JSON, is a fault.</summary>
/// <param name="Value">Null: there is a fault.</param>
/// <param name="Fault">One sentence that repeats nothing of the body.</param>
public sealed record DialectBody<T>(T? Value, string? Fault)
    where T : class;

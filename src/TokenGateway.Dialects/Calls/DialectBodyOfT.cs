namespace TokenGateway.Dialects.Calls;

/// <summary>
/// A JSON body as a product's clients send it: members that the gateway does not know are theirs and are not looked at;
/// one that comes twice, or a text that is no JSON, is a fault.
/// </summary>
/// <param name="Value">Null: there is a fault.</param>
/// <param name="Fault">One sentence that repeats nothing of the body.</param>
public sealed record DialectBody<T>(T? Value, string? Fault)
    where T : class;

namespace TokenGateway.EndToEnd.Tests.Leaks;

/// <summary>A way in which a client sends a secret, rightly or not.</summary>
/// <param name="Name">What the report calls it.</param>
/// <param name="Request">The bytes of the request, a character each.</param>
internal sealed record SecretCase(string Name, Func<string, string> Request);

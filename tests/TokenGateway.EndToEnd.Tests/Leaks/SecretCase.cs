namespace TokenGateway.EndToEnd.Tests.Leaks;

/// <summary>A way in which a client sends a secret, correct or not.</summary>
/// <param name="Name">The name in the report.</param>
/// <param name="Request">Creates the bytes of the request, one character each.</param>
internal sealed record SecretCase(string Name, Func<string, string> Request);

namespace TokenGateway.Portal.Sessions;

/// <summary>A page for whoever is not signed in.</summary>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class WithoutSessionAttribute : Attribute, IAllowAnonymousPage;

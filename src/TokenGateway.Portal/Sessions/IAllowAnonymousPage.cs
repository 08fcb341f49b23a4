namespace TokenGateway.Portal.Sessions;

/// <summary>Says of a page that it needs no session.</summary>
internal interface IAllowAnonymousPage;

namespace TokenGateway.Dialects;

/// <summary>Why a presented credential could not even be looked up, where a product has words for it.</summary>
public enum CredentialFault
{
    None,

    /// <summary>It stands behind a scheme that is recognised and never authenticates (<see cref="IDialect.RecognisedSchemes"/>).</summary>
    RecognisedScheme,

    /// <summary>It begins like a token and is not a whole one (<see cref="TokenShapeVerdict.Broken"/>).</summary>
    Broken,

    /// <summary>It is no token but a user name and a password that is not the user's.</summary>
    WrongPassword,
}

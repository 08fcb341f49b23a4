namespace TokenGateway.Dialects;

/// <summary>Why a presented credential is invalid without a lookup, for products with an error of their own for it.</summary>
public enum CredentialFault
{
    None,

    /// <summary>Its scheme is recognised and never authenticates (<see cref="IDialect.RecognisedSchemes"/>).</summary>
    RecognisedScheme,

    /// <summary>It begins like a token, but is incomplete (<see cref="TokenShapeVerdict.Broken"/>).</summary>
    Broken,

    /// <summary>It is a user name with a wrong password instead of a token.</summary>
    WrongPassword,
}

namespace TokenGateway.Dialects.Calls;

/// <summary>What a call that manages does, as far as limits ask.</summary>
public enum CallKind
{
    Read,

    /// <summary>Makes something or gives something back its force.</summary>
    Write,

    /// <summary>Deletes, switches off or lowers: always possible, never counted.</summary>
    Lower,
}

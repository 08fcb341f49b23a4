namespace TokenGateway.Management.Authentication.Policies;

/// <summary>Marks a call that deletes, switches off or lowers, or that may: no limit stands in its way.</summary>
internal sealed class AlwaysPossible
{
    private AlwaysPossible()
    {
    }

    public static AlwaysPossible Instance { get; } = new();
}

namespace TokenGateway.Core.Tests.Simulation;

/// <summary>What a node asks.</summary>
internal interface IServer
{
    /// <summary>What it answers from; null: it is down.</summary>
    Moment? Present { get; }

    /// <summary>Whether it may be behind, and therefore says how far it is.</summary>
    bool MayLag { get; }
}

using TokenGateway.StoreChild;

// The other process of the fault tests: one that is killed while it writes, or that holds a lock. Only tests run it.
return args switch
{
    ["write", var config, var owner, var seed] => await Writing.RunAsync(config, owner, int.Parse(seed, System.Globalization.CultureInfo.InvariantCulture)),
    ["hold-writer", var store] => Holding.Writer(store),
    ["hold-readers", var store] => Holding.Readers(store),
    _ => 2,
};

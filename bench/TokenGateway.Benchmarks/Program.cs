using BenchmarkDotNet.Running;

// In this process: the project that BenchmarkDotNet would generate does not see Directory.Build.targets, so it could not
// be restored where the feed lacks System.IO.Hashing.
BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run([.. args, "--inProcess"]);

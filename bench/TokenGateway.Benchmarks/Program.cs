using BenchmarkDotNet.Running;

// In this process: the project that BenchmarkDotNet would generate does not see the central package versions.
BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run([.. args, "--inProcess"]);

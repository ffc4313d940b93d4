using System.CommandLine;
using Aos.Bench;
using Aos.Bench.Servers;

var vehicles = new Option<int>("--vehicles") { Description = "Vehicles of the large data set.", DefaultValueFactory = _ => 1_000_000 };
var rounds = new Option<int>("--rounds") { Description = "Rounds; every case runs once in each.", DefaultValueFactory = _ => 3 };
var seconds = new Option<int>("--seconds") { Description = "Seconds of a case in a round.", DefaultValueFactory = _ => 5 };
var warm = new Option<int>("--warm") { Description = "Seconds to warm each case before the first round.", DefaultValueFactory = _ => 15 };
var only = new Option<string[]>("--only") { Description = "Sections to run: http, tokens, growth, start, memory, import, sdk.", DefaultValueFactory = _ => [], AllowMultipleArgumentsPerToken = true };
var directory = new Option<string>("--directory") { Description = "Where data and logs lie; several gigabytes.", DefaultValueFactory = _ => "/var/tmp/aos-bench" };

var connection = new Argument<string>("CONNECTION") { Description = "Connection string of the database." };
var url = new Argument<string>("URL") { Description = "Where it listens." };
var length = new Argument<int>("LENGTH") { Description = "Bytes of an answer." };
var reference = new Command("reference", "Runs the reference servers.") { connection, url, length };
reference.SetAction((parsed, cancellation) => ReferenceServer.RunAsync(parsed.GetValue(connection)!, parsed.GetValue(url)!, parsed.GetValue(length), cancellation));

var bench = new RootCommand("Measures the API beside bare reference servers, interleaved, and prints medians and ratios.") { vehicles, rounds, seconds, warm, only, directory, reference };
bench.SetAction((parsed, cancellation) => Run.AllAsync(new()
{
    Vehicles = parsed.GetValue(vehicles),
    Rounds = parsed.GetValue(rounds),
    Seconds = parsed.GetValue(seconds),
    WarmSeconds = parsed.GetValue(warm),
    Only = parsed.GetValue(only)!,
    Directory = parsed.GetValue(directory)!,
}, cancellation));
return await bench.Parse(args).InvokeAsync();

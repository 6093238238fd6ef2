/** What runs in a real cluster beside the API server: controllers, scheduler and kubelets, all on the virtual clock. */
package dev.midwatch.simulator.controller;
